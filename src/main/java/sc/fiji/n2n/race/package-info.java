/** Races of methods on one plane, scored without knowing the image without noise. Knows neither ImageJ nor networks. */
package sc.fiji.n2n.race;
