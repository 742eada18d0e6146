//! How many of a thing there are, in words.

/// `1 event`, `2 events`: for nouns that take an s.
#[must_use]
pub fn plural(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::plural;

    #[test]
    fn one_stands_alone() {
        assert_eq!([0, 1, 2].map(|count| plural(count, "actor")), ["0 actors", "1 actor", "2 actors"]);
    }
}
