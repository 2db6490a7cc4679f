/** How far a denoised image can be believed, measured without the truth. Knows neither images of ImageJ nor files. */
package sc.fiji.n2n.trust;
