// zrender remembers by text how wide texts are, in plain objects (zrender/lib/core/LRU.js): a customer called "__proto__" would write into
// the prototype of every object of the page. What objects inherit gets another key here before it is looked up.
import LRU from 'zrender/lib/core/LRU.js';

const { get, put } = LRU.prototype;

/** @param {string | number} key */
const ownKey = (key) => (typeof key === 'string' && key in Object.prototype ? `\u0000${key}` : key);

/** @this {LRU<unknown>} @param {string | number} key */
LRU.prototype.get = function (key) {
  return get.call(this, ownKey(key));
};

/** @this {LRU<unknown>} @param {string | number} key @param {unknown} value */
LRU.prototype.put = function (key, value) {
  return put.call(this, ownKey(key), value);
};
