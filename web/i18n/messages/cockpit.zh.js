// Cockpit texts, Chinese. Keys start with "cockpit."; sorted, one line each. Nothing but texts.
export default {};
