// Data texts, English. Keys start with "data."; sorted, one line each. Nothing but texts.
export default {};
