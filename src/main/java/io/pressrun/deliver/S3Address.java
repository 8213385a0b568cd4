package io.pressrun.deliver;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** An object: {@code s3://bucket/key}, the key percent-encoded. */
record S3Address(String bucket, String key) {
    /** @return {@code null} when the URI names no object */
    static @Nullable S3Address of(URI uri) {
        String bucket = uri.getRawAuthority();
        String path = uri.getPath();
        if (!"s3".equalsIgnoreCase(uri.getScheme()) || bucket == null || path == null || path.length() < 2) {
            return null;
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            return null;
        }
        return new S3Address(bucket, path.substring(1));
    }

    /** Whether the key is the same for every store, also for one that keeps objects as files. */
    boolean isPlain() {
        return OutputKeys.segments(key).stream().noneMatch(segment -> segment.equals(".") || segment.equals(".."));
    }

    @Override
    public String toString() {
        return "s3://" + bucket + "/" + KeyEncoding.encode(key, c -> KeyEncoding.plain(c) || c == '~' || c == '/');
    }
}
