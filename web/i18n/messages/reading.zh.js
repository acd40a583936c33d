// Reading-line sentences, Chinese: keys as the engine emits them. Sorted, one line each.
export default {};
