// Plan texts, Chinese. Keys start with "plan."; sorted, one line each. Nothing but texts.
export default {};
