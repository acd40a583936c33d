// Files imported as text.
declare module '*.svg?raw' {
  const source: string;
  export default source;
}
declare module '*.txt?raw' {
  const source: string;
  export default source;
}
