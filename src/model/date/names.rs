//! The English names of months and seasons.

/// English month names.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The seasons of the northern year with their codes in the place of a month.
pub const SEASONS: [(&str, u8); 4] = [("spring", 21), ("summer", 22), ("autumn", 23), ("winter", 24)];
