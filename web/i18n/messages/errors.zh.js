// Error texts, Chinese: keys are the error codes of core and page. Sorted, one line each. Nothing but texts.
export default {};
