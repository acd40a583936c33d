// Reading-line sentences, English: keys as the engine emits them. Sorted, one line each.
export default {};
