/**
 * Node's plain HTTP client, taken as it lies there: an `import` of node:http also evaluates its browser-like exports,
 * which loads Node's own copy of undici and makes every start of an agent 20 ms longer.
 */
export const { request: plainRequest } = process.getBuiltinModule('node:http');
