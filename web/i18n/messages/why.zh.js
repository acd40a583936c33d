// Texts of the Why drawer, Chinese: definitions, formulas, operands and levers, keys as the engine emits them. Sorted, one line each.
export default {};
