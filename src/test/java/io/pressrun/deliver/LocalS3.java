package io.pressrun.deliver;

import java.net.URI;
import java.time.Duration;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;

/** S3Proxy with objects in memory, on a port of its own. */
final class LocalS3 implements AutoCloseable {
    static final S3Settings.Credentials CREDENTIALS = new S3Settings.Credentials("local-identity", "local-credential");

    private final BlobStore objects = new TransientNio2BlobStore();
    private final S3Proxy server;

    LocalS3() throws Exception {
        server = S3Proxy.builder()
                .blobStore(objects)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(
                        AuthenticationType.AWS_V2_OR_V4, CREDENTIALS.accessKeyId(), CREDENTIALS.secretAccessKey())
                .build();
        server.start();
    }

    BlobStore objects() {
        return objects;
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    S3Connection connect(S3Settings.Credentials credentials) {
        return S3Connection.open(S3Settings.of(endpoint(), "us-east-1", true, credentials, Duration.ofSeconds(30)));
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new AssertionError("S3Proxy does not stop", e);
        }
        objects.close();
    }
}
