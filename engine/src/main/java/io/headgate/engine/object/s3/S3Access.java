package io.headgate.engine.object.s3;

import io.headgate.recovery.error.BadConfiguration;
import io.headgate.recovery.error.StorageUnavailable;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;

/** How S3 is reached and who we are there, for our client and for Lance's. Never shows what it knows of secrets. */
final class S3Access {

    /** For servers that are not AWS and do not care, because every signature names one. */
    private static final Region ANY_REGION = Region.US_EAST_1;

    private final S3Settings settings;
    private final AwsCredentialsProvider credentials;
    private final Region region;

    private S3Access(S3Settings settings, AwsCredentialsProvider credentials, Region region) {
        this.settings = settings;
        this.credentials = credentials;
        this.region = region;
    }

    static S3Access of(S3Settings settings) {
        return of(settings, DefaultCredentialsProvider.builder().build());
    }

    static S3Access of(S3Settings settings, AwsCredentialsProvider credentials) {
        if (settings.endpoint().map(URI::getScheme).filter("http"::equals).isEmpty()) {
            settings.certificateAuthority().ifPresent(new LanceCertificates(System.getenv())::requireTrustIn);
        }
        return new S3Access(settings, credentials, region(settings));
    }

    S3Settings settings() {
        return settings;
    }

    /** Retries are not the client's business: whether a request may be sent again depends on what it is for. */
    S3Client client() {
        UrlConnectionHttpClient.Builder http = UrlConnectionHttpClient.builder()
                .connectionTimeout(settings.connectTimeout())
                .socketTimeout(settings.requestTimeout());
        settings.certificateAuthority()
                .ifPresent(file -> http.tlsTrustManagersProvider(new CertificateFile(file)::trustManagers));
        S3ClientBuilder builder = S3Client.builder()
                .region(region)
                .credentialsProvider(credentials)
                .httpClientBuilder(http)
                .forcePathStyle(settings.pathStyle())
                .serviceConfiguration(
                        S3Configuration.builder().chunkedEncodingEnabled(false).build())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(override -> override.apiCallAttemptTimeout(settings.requestTimeout())
                        .retryStrategy(DefaultRetryStrategy.doNotRetry())
                        .addExecutionInterceptor(new WithoutExpectation()));
        settings.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    /**
     * Lance's own client takes credentials that last from here. Those that expire it finds by itself, in the same places
     * (environment, profile, web identity, container or instance role), and renews them, which it could not with a copy.
     *
     * @throws StorageUnavailable when there are no credentials
     */
    Map<String, String> lanceOptions(String bucket) {
        Map<String, String> options = new HashMap<>();
        AwsCredentials current = current();
        if (current.expirationTime().isEmpty()) {
            options.put("aws_access_key_id", current.accessKeyId());
            options.put("aws_secret_access_key", current.secretAccessKey());
            if (current instanceof AwsSessionCredentials session) {
                options.put("aws_session_token", session.sessionToken());
            }
        }
        options.put("aws_region", region.id());
        options.put("aws_virtual_hosted_style_request", Boolean.toString(!settings.pathStyle()));
        settings.endpoint().ifPresent(endpoint -> {
            options.put("aws_endpoint", lanceEndpoint(endpoint, bucket));
            options.put("allow_http", Boolean.toString("http".equals(endpoint.getScheme())));
        });
        options.put("connect_timeout", milliseconds(settings.connectTimeout()));
        options.put("timeout", milliseconds(settings.requestTimeout()));
        options.put("client_max_retries", Integer.toString(settings.attempts() - 1));
        options.put(
                "client_retry_timeout",
                Long.toString(Math.max(
                        1,
                        settings.requestTimeout()
                                .multipliedBy(settings.attempts())
                                .toSeconds())));
        return options;
    }

    /** Lance puts the bucket into the host name of AWS by itself, but not into that of other endpoints. */
    private String lanceEndpoint(URI endpoint, String bucket) {
        String text = endpoint.toString();
        return settings.pathStyle() ? text : text.replaceFirst("://", "://" + bucket + ".");
    }

    private AwsCredentials current() {
        try {
            return AwsCredentials.class.cast(credentials.resolveCredentials());
        } catch (SdkClientException e) {
            throw new StorageUnavailable(
                    "find credentials",
                    StorageUnavailable.Reason.DENIED,
                    "There are no credentials for S3: " + e.getMessage()
                            + " Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, a profile, or a role.",
                    e);
        }
    }

    private static Region region(S3Settings settings) {
        if (settings.region().isPresent()) {
            return Region.of(settings.region().get());
        }
        if (settings.endpoint().isPresent()) {
            return found(new AwsRegionProviderChain(new SystemSettingsRegionProvider(), new AwsProfileRegionProvider()))
                    .orElse(ANY_REGION);
        }
        return found(new DefaultAwsRegionProviderChain())
                .orElseThrow(() -> new BadConfiguration(
                        "graph",
                        "No region is configured for S3, and the AWS default chain (environment, profile, instance) has"
                                + " none. Set the region of the bucket, for example with AWS_REGION."));
    }

    private static Optional<Region> found(AwsRegionProvider provider) {
        try {
            return Optional.ofNullable(provider.getRegion());
        } catch (SdkClientException none) {
            return Optional.empty();
        }
    }

    private static String milliseconds(Duration duration) {
        return duration.toMillis() + "ms";
    }

    /** Our objects are small: to ask whether one may be sent takes longer than to send it. */
    private static final class WithoutExpectation implements ExecutionInterceptor {
        @Override
        public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
            return context.httpRequest().toBuilder().removeHeader("Expect").build();
        }
    }
}
