package io.pressrun.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class S3CredentialsTest {
    private static final String ROLE_ASSUMED = """
            <AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
              <AssumeRoleWithWebIdentityResult>
                <Credentials>
                  <AccessKeyId>ASIAPRESSRUN</AccessKeyId>
                  <SecretAccessKey>secret</SecretAccessKey>
                  <SessionToken>session</SessionToken>
                  <Expiration>2999-01-01T00:00:00Z</Expiration>
                </Credentials>
              </AssumeRoleWithWebIdentityResult>
            </AssumeRoleWithWebIdentityResponse>
            """;

    @TempDir
    Path home;

    private Map<String, String> environment() {
        return new HashMap<>(Map.of("HOME", home.toString(), "AWS_EC2_METADATA_DISABLED", "true"));
    }

    @Test
    void webIdentity_isExchangedForCredentials() throws Exception {
        try (ScriptedServer server = new ScriptedServer()) {
            server.then(exchange -> {
                        byte[] body = ROLE_ASSUMED.getBytes(StandardCharsets.UTF_8);
                        exchange.sendResponseHeaders(200, body.length);
                        exchange.getResponseBody().write(body);
                    })
                    .thenStatus(200);
            Map<String, String> environment = environment();
            environment.put("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/pressrun");
            environment.put(
                    "AWS_WEB_IDENTITY_TOKEN_FILE",
                    Files.writeString(home.resolve("token"), "a.b.c").toString());
            environment.put("AWS_REGION", "us-east-1");
            environment.put("AWS_ENDPOINT_URL_STS", server.endpoint().toString());

            String printed = ChildProcess.run(
                    S3ProbeProcess.class, ":", environment, server.endpoint().toString());

            assertThat(printed).contains("reached");
            assertThat(server.methods()).containsExactly("POST", "HEAD");
            ScriptedServer.Request head = server.requests().getLast();
            assertThat(head.header("Authorization")).contains("Credential=ASIAPRESSRUN/");
            assertThat(head.header("X-amz-security-token")).isEqualTo("session");
        }
    }

    @Test
    void noCredentials_isRefusedBeforeAnyRequest() throws Exception {
        try (ScriptedServer server = new ScriptedServer()) {
            String printed = ChildProcess.run(
                    S3ProbeProcess.class, ":", environment(), server.endpoint().toString());

            assertThat(printed)
                    .contains("STORE_REFUSED The worker could not use the bucket \"pdfs\": it found no credentials")
                    .contains("pressrun.store.s3.access-key-id");
            assertThat(server.requests()).isEmpty();
        }
    }
}
