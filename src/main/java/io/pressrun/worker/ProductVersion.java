package io.pressrun.worker;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version of Pressrun that runs. */
public final class ProductVersion {
    private ProductVersion() {}

    /** The version of the jar, from Maven; {@code development} outside of one. */
    public static String number() {
        try (InputStream in =
                ProductVersion.class.getResourceAsStream("/META-INF/maven/io.pressrun/pressrun/pom.properties")) {
            if (in == null) {
                return "development";
            }
            var properties = new Properties();
            properties.load(in);
            return properties.getProperty("version", "development");
        } catch (IOException e) {
            return "development";
        }
    }
}
