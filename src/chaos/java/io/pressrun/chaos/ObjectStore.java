package io.pressrun.chaos;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Where the workers put PDFs, as seen by them and by the harness. */
interface ObjectStore extends AutoCloseable {
    /** The settings of a worker that uses it. */
    Map<String, String> settings();

    /** What lies in it, by key. */
    Map<String, byte[]> contents() throws IOException;

    /** What is between it and the workers. */
    TcpProxy gate();

    @Override
    void close() throws Exception;

    /** S3Proxy, its objects in memory, behind a proxy of ours. */
    final class S3 implements ObjectStore {
        private static final String BUCKET = "pdfs";
        private static final String IDENTITY = "local-identity";
        private static final String CREDENTIAL = "local-credential";

        private final BlobStore objects = new TransientNio2BlobStore();
        private final S3Proxy server;
        private final TcpProxy gate;

        S3() throws Exception {
            server = S3Proxy.builder()
                    .blobStore(objects)
                    .endpoint(URI.create("http://127.0.0.1:0"))
                    .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, IDENTITY, CREDENTIAL)
                    .build();
            server.start();
            objects.createContainer(BUCKET);
            gate = new TcpProxy(server.getPort());
        }

        @Override
        public Map<String, String> settings() {
            return Map.of(
                    "PRESSRUN_STORE_KIND",
                    "s3",
                    "PRESSRUN_STORE_S3_BUCKET",
                    BUCKET,
                    "PRESSRUN_STORE_S3_ENDPOINT",
                    "http://127.0.0.1:" + gate.port(),
                    "PRESSRUN_STORE_S3_PATH_STYLE",
                    "true",
                    "PRESSRUN_STORE_S3_ACCESS_KEY_ID",
                    IDENTITY,
                    "PRESSRUN_STORE_S3_SECRET_ACCESS_KEY",
                    CREDENTIAL,
                    "PRESSRUN_STORE_S3_TIMEOUT",
                    "6s");
        }

        @Override
        public Map<String, byte[]> contents() throws IOException {
            var contents = new HashMap<String, byte[]>();
            ListObjectsV2Response page;
            String token = null;
            do {
                page = objects.list(ListObjectsV2Request.builder()
                        .bucket(BUCKET)
                        .continuationToken(token)
                        .build());
                for (S3Object object : page.contents()) {
                    try (var in = objects.getBlob(BUCKET, object.key())) {
                        contents.put(object.key(), in.readAllBytes());
                    }
                }
                token = page.nextContinuationToken();
            } while (token != null);
            return contents;
        }

        @Override
        public TcpProxy gate() {
            return gate;
        }

        @Override
        public void close() throws Exception {
            gate.close();
            server.stop();
            objects.close();
        }
    }

    /** A directory that the workers share. */
    final class Directory implements ObjectStore {
        private final Path root;

        Directory(Path root) throws IOException {
            this.root = Files.createDirectories(root).toRealPath();
        }

        @Override
        public Map<String, String> settings() {
            return Map.of("PRESSRUN_STORE_KIND", "directory", "PRESSRUN_STORE_DIRECTORY", root.toString());
        }

        @Override
        public Map<String, byte[]> contents() throws IOException {
            var contents = new HashMap<String, byte[]>();
            try (var files = Files.walk(root)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String key = root.relativize(file).toString();
                    if (!key.startsWith(".")) {
                        contents.put(key, Files.readAllBytes(file));
                    }
                }
            }
            return contents;
        }

        @Override
        public TcpProxy gate() {
            throw new UnsupportedOperationException("nothing is between a directory and the workers");
        }

        @Override
        public void close() {}
    }
}
