package io.headgate.deploy.containers;

import java.net.URI;
import org.testcontainers.containers.MinIOContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The S3 store in a container. */
final class Store {

    private Store() {}

    /** With the credentials that every client of this process finds. */
    static MinIOContainer container(DockerImageName image) {
        return new MinIOContainer(image)
                .withUserName(System.getenv("AWS_ACCESS_KEY_ID"))
                .withPassword(System.getenv("AWS_SECRET_ACCESS_KEY"));
    }

    static void makeBucket(MinIOContainer store, String name) {
        try (S3Client client = S3Client.builder()
                .endpointOverride(URI.create(store.getS3URL()))
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
            client.createBucket(request -> request.bucket(name));
        }
    }
}
