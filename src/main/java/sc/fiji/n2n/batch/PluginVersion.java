package sc.fiji.n2n.batch;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version of this plugin. */
public final class PluginVersion {

	private static final String RESOURCE = "/sc/fiji/n2n/version.properties";

	private PluginVersion() {}

	/** The version that the build wrote down, or "unknown" where it wrote none. */
	public static String read() {
		final Properties properties = new Properties();
		try (InputStream in = PluginVersion.class.getResourceAsStream(RESOURCE)) {
			if (in != null) properties.load(in);
		}
		catch (final IOException e) {
			// A result without a version is better than no result.
			return "unknown";
		}
		return properties.getProperty("version", "unknown");
	}
}
