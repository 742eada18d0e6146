//! What the Document must be once its fields are set.

use std::collections::{HashMap, HashSet};

use crate::model::document::Document;
use crate::model::document::field::Faults;
use crate::model::document::node::{Kind, Node};
use crate::model::document::record::Record;
use crate::model::finding::Finding;
use crate::model::place::Place;

use super::{Amendment, Wanted, no_record, refuse};

/// `document` with the wanted fields set, read as if they stood in the file.
///
/// # Errors
/// A record that is not there, a key that it does not have, or a value that the key does not take.
pub fn with_fields(mut document: Document, wanted: &Wanted) -> Result<Document, Box<Finding>> {
    let fields = wanted.iter().map(|(record, fields)| (*record, &fields[..])).collect();
    let mut setter = Setter { fields, met: HashSet::new(), fault: None };
    setter.set_all(&mut document);
    if let Some(fault) = setter.fault {
        return Err(fault);
    }
    match wanted.iter().find(|(record, _)| !setter.met.contains(record)) {
        Some((record, _)) => Err(no_record(*record).into()),
        None => Ok(document),
    }
}

struct Setter<'a> {
    fields: HashMap<Place, &'a [&'a Amendment]>,
    met: HashSet<Place>,
    fault: Option<Box<Finding>>,
}

impl Setter<'_> {
    fn set_all(&mut self, document: &mut Document) {
        document.sources.change(|source| self.set(source.written, source));
        document.actors.0.iter_mut().for_each(|(_, actor)| self.set(actor.written, actor));
        document.events.change(|events| {
            for event in events {
                self.set(event.written, event);
                event.evidence.iter_mut().for_each(|evidence| self.set(evidence.written, evidence));
                event.statements.iter_mut().for_each(|statement| self.set(statement.written, statement));
            }
        });
        for dispute in &mut document.disputes {
            self.set(dispute.written, dispute);
            dispute.sides.iter_mut().for_each(|side| self.set(side.written, side));
        }
    }

    fn set<R: Record>(&mut self, written: Place, record: &mut R) {
        let Some(fields) = self.fields.get(&written) else { return };
        self.met.insert(written);
        for field in *fields {
            let node = Node { kind: Kind::Text(field.value.clone()), place: written };
            let mut faults = Faults::default();
            if !record.set(field.key, &node, &mut faults) {
                let message = format!("{} has no key `{}`", R::NOUN, field.key);
                self.fault.get_or_insert_with(|| refuse(written, message, "name a key of the format").into());
            }
            if let Some(fault) = faults.findings.pop() {
                self.fault.get_or_insert_with(|| Box::new(fault));
            }
        }
    }
}
