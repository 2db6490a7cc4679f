/**
 * Images in folders of chunks: Zarr v2 and the metadata of OME-NGFF 0.4. The files of chunks and the JSON are read and written
 * here, because the libraries cannot be used: n5-zarr is not on Maven Central, and zarr-java and jzarr need edu.ucar:cdm-core,
 * which is not there either; the codecs are those of the JDK, of blosc-java and of zstd-jni.
 */
package sc.fiji.n2n.zarr;
