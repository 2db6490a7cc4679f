/** The search of settings: random draws and successive halving on the validation loss. Knows neither engine, dialogs nor files. */
package sc.fiji.n2n.search;
