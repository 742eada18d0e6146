//! From TOML to settings: each value is taken as it should be, or a finding says why not.

use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue, Error};

use super::settings::{COLOURS, KEYS, Kind, SETTINGS, Setting, TABLES, Value};
use super::{Config, Entry, Written};
use crate::model::finding::{Finding, did_you_mean};
use crate::model::place::Place;

/// Reads the one file of a config into it; what cannot be understood is left out and found.
pub fn read(config: &mut Config) {
    let Some(file) = config.files.all().first().map(Arc::clone) else { return };
    let (root, faults) = DeTable::parse_recoverable(&file.text);
    config.findings.extend(faults.iter().map(|fault| syntax(fault, &file.text)));
    for (key, value) in root.get_ref() {
        match value.get_ref() {
            DeValue::Table(table) if *key.get_ref() == COLOURS => read_colours(config, table),
            DeValue::Table(table) if *key.get_ref() == KEYS => read_keys(config, table),
            DeValue::Table(table) if TABLES.contains(&&**key.get_ref()) => {
                table.iter().for_each(|(name, value)| read_setting(config, key.get_ref(), name, value));
            }
            _ if TABLES.contains(&&**key.get_ref()) => {
                let table = key.get_ref();
                let finding = shape(value, &format!("`{table}` is a table"), format!("write `[{table}]`"));
                config.findings.push(finding);
            }
            _ => read_setting(config, "", key, value),
        }
    }
}

/// A fault of the syntax, which the parser went round.
fn syntax(fault: &Error, text: &str) -> Finding {
    let span = fault.span().unwrap_or_default();
    if fault.message().starts_with("duplicate key") {
        let key = text.get(span.clone()).unwrap_or_default();
        return Finding::error("duplicate-key", place(span), format!("`{key}` is set twice; the first counts"));
    }
    Finding::error("syntax", place(span), fault.message())
}

fn place(span: Range<usize>) -> Place {
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Place { file: 0, start: offset(span.start), end: offset(span.end) }
}

/// A value that is something else than it must be.
fn shape(found: &Spanned<DeValue>, wanted: &str, hint: String) -> Finding {
    let message = format!("{wanted}, not {}", kind_of(found.get_ref()));
    Finding::error("shape", place(found.span()), message).hint(hint)
}

/// What a value of the file is, in words.
fn kind_of(value: &DeValue) -> &'static str {
    match value {
        DeValue::String(_) => "text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// One line that sets one value.
fn read_setting(config: &mut Config, table: &str, key: &Spanned<DeString>, value: &Spanned<DeValue>) {
    let siblings = || SETTINGS.iter().filter(|setting| setting.table == table);
    let Some(setting) = siblings().find(|setting| setting.name == *key.get_ref()) else {
        let names: Vec<&str> = siblings().map(|setting| setting.name).collect();
        config.findings.push(unknown(key, table, &names));
        return;
    };
    match taken(setting, value) {
        Ok(taken) => config.values.push((setting.table, setting.name, taken, place(value.span()))),
        Err(finding) => config.findings.push(finding),
    }
}

fn unknown(key: &Spanned<DeString>, table: &str, names: &[&str]) -> Finding {
    let word = key.get_ref();
    let known = || names.iter().copied().chain(TABLES.iter().copied().filter(|_| table.is_empty()));
    let within = if table.is_empty() { String::new() } else { format!(" in `[{table}]`") };
    let hint = did_you_mean(word, known())
        .unwrap_or_else(|| format!("the settings{within} are {}", known().collect::<Vec<_>>().join(", ")));
    Finding::error("unknown-key", place(key.span()), format!("there is no setting `{word}`{within}")).hint(hint)
}

/// The value, where it is what the setting may be.
fn taken(setting: &Setting, value: &Spanned<DeValue>) -> Result<Value, Finding> {
    let name = setting.name;
    match (setting.kind, value.get_ref()) {
        (Kind::Truth, DeValue::Boolean(truth)) => Ok(Value::Truth(*truth)),
        (Kind::Truth, _) => Err(shape(value, &format!("`{name}` is true or false"), format!("write `{name} = true`"))),
        (Kind::Word(words), DeValue::String(word)) => {
            let all = format!("it is one of {}", words.join(", "));
            let wrong = || Finding::error("value", place(value.span()), format!("`{name}` is never `{word}`"));
            let known = words.iter().find(|known| **known == *word);
            let hint = || did_you_mean(word, words.iter().copied()).unwrap_or(all);
            known.map(|known| Value::Word(known)).ok_or_else(|| wrong().hint(hint()))
        }
        (Kind::Word(words), _) => Err(shape(
            value,
            &format!("`{name}` is a word"),
            format!("it is one of {}, in quote marks", words.join(", ")),
        )),
        (Kind::Number(least, most), DeValue::Integer(number)) => {
            let read = i64::from_str_radix(number.as_str(), number.radix()).ok();
            let fits = read.and_then(|read| u16::try_from(read).ok()).filter(|read| (least..=most).contains(read));
            let message = || format!("`{name}` is a number from {least} to {most}");
            fits.map(Value::Number).ok_or_else(|| Finding::error("value", place(value.span()), message()))
        }
        (Kind::Number(least, most), _) => {
            let hint = format!("it is a whole number from {least} to {most}");
            Err(shape(value, &format!("`{name}` is a number"), hint))
        }
    }
}

fn read_colours(config: &mut Config, table: &DeTable) {
    for (name, value) in table {
        match value.get_ref() {
            DeValue::String(colour) => config.colours.push(Entry {
                under: None,
                name: written(name),
                value: Written { text: colour.to_string(), place: place(value.span()) },
            }),
            _ => config.findings.push(shape(value, "a colour is a name", "write it as `alarm = \"red\"`".into())),
        }
    }
}

fn read_keys(config: &mut Config, table: &DeTable) {
    for (name, value) in table {
        match value.get_ref() {
            DeValue::Table(table) => {
                table.iter().for_each(|(key, value)| read_key(config, Some(written(name)), key, value));
            }
            _ => read_key(config, None, name, value),
        }
    }
}

fn read_key(config: &mut Config, under: Option<Written>, key: &Spanned<DeString>, value: &Spanned<DeValue>) {
    match value.get_ref() {
        DeValue::String(action) => config.keys.push(Entry {
            under,
            name: written(key),
            value: Written { text: action.to_string(), place: place(value.span()) },
        }),
        _ => {
            let hint = "write it as `\"C-g\" = \"go-to-date\"`; `annals keys` lists the names".to_owned();
            config.findings.push(shape(value, "what a key does is a name", hint));
        }
    }
}

fn written(key: &Spanned<DeString>) -> Written {
    Written { text: key.get_ref().to_string(), place: place(key.span()) }
}
