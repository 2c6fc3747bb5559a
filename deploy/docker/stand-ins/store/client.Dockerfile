# Where minio/mc is not to be had: see deploy/docker/stand-ins/build.
FROM headgate-test/java:17

RUN apt-get update \
    && apt-get install --yes --no-install-recommends curl \
    && rm -rf /var/lib/apt/lists/*
COPY mc /usr/local/bin/mc

ENTRYPOINT ["mc"]
