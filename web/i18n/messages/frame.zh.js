// Frame texts, Chinese. Keys start with "frame."; sorted, one line each. Nothing but texts.
export default {};
