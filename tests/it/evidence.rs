//! What is proved of a quote, and what is not.
