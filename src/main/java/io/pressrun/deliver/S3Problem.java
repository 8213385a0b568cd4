package io.pressrun.deliver;

import io.pressrun.job.FailureCode;
import io.pressrun.job.JobFailedException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Why a request to an object store failed (S3 API reference, error responses).
 *
 * @param detail the status and the store's own error code, or the cause, for messages
 */
record S3Problem(Kind kind, String detail, Throwable cause) {
    private static final Pattern ERROR_CODE = Pattern.compile("[A-Za-z0-9.]{1,64}");
    private static final Set<String> PASSING_CODES =
            Set.of("RequestTimeout", "SlowDown", "ServiceUnavailable", "Throttling", "InternalError", "Busy");

    enum Kind {
        /** 412: the condition of the request does not hold. */
        PRECONDITION_FAILED,
        /** 409: another request for the same key is under way. */
        CONFLICT,
        /** 501: the store does not know a header of the request. */
        NOT_IMPLEMENTED,
        NO_SUCH_BUCKET,
        /** Any other 404. */
        NOT_FOUND,
        TOO_LARGE,
        REFUSED,
        NO_CREDENTIALS,
        /** 5xx, throttling. */
        UNAVAILABLE,
        TIMED_OUT,
        UNREACHABLE,
        DEFECT
    }

    static S3Problem of(Throwable error) {
        Throwable cause = error;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return switch (cause) {
            case AwsServiceException answer -> answered(answer);
            case ApiCallTimeoutException e -> new S3Problem(Kind.TIMED_OUT, "no answer in time", e);
            case ApiCallAttemptTimeoutException e -> new S3Problem(Kind.TIMED_OUT, "no answer in time", e);
            case SdkClientException e
            when hasNoCredentials(e) -> new S3Problem(Kind.NO_CREDENTIALS, "no credentials", e);
            case S3Connection.NoCredentialsException e -> new S3Problem(Kind.NO_CREDENTIALS, "no credentials", e);
            case SdkClientException e -> new S3Problem(Kind.UNREACHABLE, "no connection", e);
            default -> new S3Problem(Kind.DEFECT, cause.getClass().getSimpleName(), cause);
        };
    }

    /** A success that may be none: its headers are not whole. */
    static S3Problem brokenOff() {
        return new S3Problem(Kind.UNREACHABLE, "no whole answer", new IOException("The answer has no ETag"));
    }

    private static boolean hasNoCredentials(SdkClientException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof S3Connection.NoCredentialsException) {
                return true;
            }
        }
        return false;
    }

    private static S3Problem answered(AwsServiceException answer) {
        AwsErrorDetails details = answer.awsErrorDetails();
        String sent = details == null ? null : details.errorCode();
        String code = sent != null && ERROR_CODE.matcher(sent).matches() ? sent : "";
        String detail =
                code.isEmpty() ? "status " + answer.statusCode() : "status " + answer.statusCode() + ", " + code;
        return new S3Problem(kindOf(answer, code), detail, answer);
    }

    private static Kind kindOf(AwsServiceException answer, String code) {
        if (answer.isThrottlingException() || PASSING_CODES.contains(code)) {
            return Kind.UNAVAILABLE;
        }
        return switch (code) {
            case "NoSuchBucket" -> Kind.NO_SUCH_BUCKET;
            case "NotImplemented" -> Kind.NOT_IMPLEMENTED;
            case "EntityTooLarge" -> Kind.TOO_LARGE;
            default -> kindOfStatus(answer.statusCode());
        };
    }

    private static Kind kindOfStatus(int status) {
        return switch (status) {
            case 404 -> Kind.NOT_FOUND;
            case 408, 425, 429 -> Kind.UNAVAILABLE;
            case 409 -> Kind.CONFLICT;
            case 412 -> Kind.PRECONDITION_FAILED;
            case 413 -> Kind.TOO_LARGE;
            case 501 -> Kind.NOT_IMPLEMENTED;
            default -> status >= 500 ? Kind.UNAVAILABLE : Kind.REFUSED;
        };
    }

    /** @param what the operation, after "could not" */
    JobFailedException failure(String what) {
        String failed = "The worker could not " + what + ": ";
        return switch (kind) {
            case UNAVAILABLE, CONFLICT, PRECONDITION_FAILED ->
                failed(
                        FailureCode.STORE_UNAVAILABLE,
                        failed + "the object store cannot take it for now (" + detail + "). Try again later.");
            case TIMED_OUT ->
                failed(
                        FailureCode.STORE_UNAVAILABLE,
                        failed + "the object store did not answer in time. Try again later, or raise"
                                + " pressrun.store.s3.timeout.");
            case UNREACHABLE ->
                failed(
                        FailureCode.STORE_UNAVAILABLE,
                        failed + "the connection to the object store failed. Try again later, and check"
                                + " pressrun.store.s3.endpoint.");
            case NO_CREDENTIALS ->
                failed(
                        FailureCode.STORE_REFUSED,
                        failed + "it found no credentials for the object store. Set"
                                + " pressrun.store.s3.access-key-id and pressrun.store.s3.secret-access-key, or give the"
                                + " worker an identity of the platform.");
            case NO_SUCH_BUCKET, NOT_FOUND ->
                failed(
                        FailureCode.STORE_REFUSED,
                        failed + "the bucket does not exist (" + detail
                                + "). Create it, or correct pressrun.store.s3.bucket.");
            case REFUSED, NOT_IMPLEMENTED ->
                failed(
                        FailureCode.STORE_REFUSED,
                        failed + "the object store refused the request (" + detail
                                + "). Check the worker's credentials, their permissions s3:PutObject, s3:GetObject and"
                                + " s3:ListBucket, and pressrun.store.s3.region.");
            case TOO_LARGE ->
                failed(
                        FailureCode.PDF_TOO_LARGE,
                        failed + "it is larger than an object may be in this store (" + detail
                                + "). Print fewer pages or smaller images.");
            case DEFECT ->
                failed(
                        FailureCode.INTERNAL_ERROR,
                        failed + "a defect in Pressrun (" + detail + "). Report it with the worker's log.");
        };
    }

    private JobFailedException failed(FailureCode code, String message) {
        return new JobFailedException(code, message, cause);
    }
}
