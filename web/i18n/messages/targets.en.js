// Targets texts, English. Keys start with "targets."; sorted, one line each. Nothing but texts.
export default {};
