//! Where things in order change from one kind to the other, from a place on that it is most often near to.

/// As [`slice::partition_point`], of the things from a place on: the first that is not `before`. Looked for in strides that
/// double, so that it takes few steps where it is near, and never many.
#[must_use]
pub fn partition_from<T>(things: &[T], from: usize, before: impl Fn(&T) -> bool) -> usize {
    let mut stride = 1;
    while things.get(from + stride - 1).is_some_and(&before) {
        stride *= 2;
    }
    let (begin, end) = (from + stride / 2, things.len().min(from + stride));
    begin + things[begin..end].partition_point(before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_where_a_look_at_each_finds_it() {
        for count in 0..40_usize {
            let things: Vec<usize> = (0..count).map(|thing| thing / 2).collect();
            for (from, wanted) in (0..=count).flat_map(|from| (0..22).map(move |wanted| (from, wanted))) {
                let each = (from..count).find(|at| things[*at] >= wanted).unwrap_or(count);
                assert_eq!(
                    partition_from(&things, from, |thing| *thing < wanted),
                    each,
                    "{wanted} in {count} from {from}"
                );
            }
        }
    }
}
