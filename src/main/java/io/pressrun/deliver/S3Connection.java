package io.pressrun.deliver;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** The one client of the process for an object store, for reading and writing. Thread-safe. */
public final class S3Connection implements AutoCloseable {
    private static final int EVENT_LOOPS = 2;

    private final S3AsyncClient client;
    private final boolean checksums;
    private final SdkAutoCloseable credentials;

    private S3Connection(S3AsyncClient client, boolean checksums, SdkAutoCloseable credentials) {
        this.client = client;
        this.checksums = checksums;
        this.credentials = credentials;
    }

    /** Opens no socket yet. */
    public static S3Connection open(S3Settings settings) {
        // Answers are handled off the event loop: comparing PDFs hashes megabytes.
        ThreadFactory threads = Thread.ofVirtual().name("s3-", 0).factory();
        Executor completions = task -> threads.newThread(task).start();
        Credentials credentials = Credentials.of(settings, completions);
        S3AsyncClientBuilder builder = S3AsyncClient.builder()
                .region(Region.of(settings.region()))
                .forcePathStyle(settings.pathStyle())
                .credentialsProvider(credentials)
                .overrideConfiguration(timing(settings))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(
                        settings.checksums()
                                ? ResponseChecksumValidation.WHEN_SUPPORTED
                                : ResponseChecksumValidation.WHEN_REQUIRED)
                .asyncConfiguration(async ->
                        async.advancedOption(SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, completions))
                .httpClientBuilder(http(settings));
        if (settings.endpoint() != null) {
            builder.endpointOverride(settings.endpoint());
        }
        try {
            return new S3Connection(builder.build(), settings.checksums(), credentials);
        } catch (RuntimeException e) {
            try (credentials) {
                throw e;
            }
        }
    }

    private static ClientOverrideConfiguration timing(S3Settings settings) {
        return ClientOverrideConfiguration.builder()
                .apiCallTimeout(settings.requests().timeout())
                .apiCallAttemptTimeout(settings.requests().attemptTimeout())
                .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(settings.requests().attempts())
                        .build())
                .build();
    }

    private static NettyNioAsyncHttpClient.Builder http(S3Settings settings) {
        Duration attempt = settings.requests().attemptTimeout();
        // Longer than an attempt, so that the attempt's own timeout speaks and says what it is.
        Duration silence = attempt.plusSeconds(1);
        return NettyNioAsyncHttpClient.builder()
                .maxConcurrency(settings.requests().connections())
                .connectionTimeout(settings.requests().connectTimeout())
                .tlsNegotiationTimeout(settings.requests().connectTimeout())
                .connectionAcquisitionTimeout(attempt)
                .readTimeout(silence)
                .writeTimeout(silence)
                .eventLoopGroupBuilder(SdkEventLoopGroup.builder().numberOfThreads(EVENT_LOOPS));
    }

    S3AsyncClient client() {
        return client;
    }

    boolean checksums() {
        return checksums;
    }

    /** Gives up what is under way. */
    @Override
    public void close() {
        try (credentials) {
            client.close();
        }
    }

    /** A provider whose failures can be told from those of the store. */
    private record Credentials(IdentityProvider<? extends AwsCredentialsIdentity> source, Executor threads)
            implements IdentityProvider<AwsCredentialsIdentity>, SdkAutoCloseable {
        static Credentials of(S3Settings settings, Executor threads) {
            S3Settings.Credentials fixed = settings.credentials();
            return new Credentials(
                    fixed == null
                            ? DefaultCredentialsProvider.builder().build()
                            : StaticCredentialsProvider.create(
                                    AwsBasicCredentials.create(fixed.accessKeyId(), fixed.secretAccessKey())),
                    threads);
        }

        @Override
        public Class<AwsCredentialsIdentity> identityType() {
            return AwsCredentialsIdentity.class;
        }

        @Override
        public CompletableFuture<? extends AwsCredentialsIdentity> resolveIdentity(ResolveIdentityRequest request) {
            // The default chain blocks while it asks the network.
            return CompletableFuture.supplyAsync(() -> resolve(request), threads);
        }

        private AwsCredentialsIdentity resolve(ResolveIdentityRequest request) {
            try {
                return source.resolveIdentity(request).join();
            } catch (RuntimeException e) {
                throw new NoCredentialsException(e);
            }
        }

        @Override
        public void close() {
            if (source instanceof SdkAutoCloseable closeable) {
                closeable.close();
            }
        }
    }

    /** No credentials could be had. */
    static final class NoCredentialsException extends RuntimeException {
        private static final long serialVersionUID = 1;

        NoCredentialsException(Throwable cause) {
            super("No credentials for the object store could be had", cause);
        }
    }
}
