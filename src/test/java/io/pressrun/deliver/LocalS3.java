package io.pressrun.deliver;

import java.net.URI;
import java.time.Duration;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.core.async.AsyncRequestBody;

/** S3Proxy with objects in memory, on a port of its own. */
public final class LocalS3 implements AutoCloseable {
    public static final S3Settings.Credentials CREDENTIALS =
            new S3Settings.Credentials("local-identity", "local-credential");

    private final BlobStore objects = new TransientNio2BlobStore();
    private final S3Proxy server;

    public LocalS3() throws Exception {
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

    /** Makes the bucket as well. */
    public void put(S3Connection connection, String bucket, String key, String contentType, byte[] content) {
        if (!objects.containerExists(bucket)) {
            objects.createContainer(bucket);
        }
        connection
                .client()
                .putObject(
                        put -> put.bucket(bucket).key(key).contentType(contentType),
                        AsyncRequestBody.fromBytes(content))
                .join();
    }

    public S3Connection connect(S3Settings.Credentials credentials) {
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
