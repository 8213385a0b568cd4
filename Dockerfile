# Other addresses of the same images, for a mirror.
ARG JDK_IMAGE=eclipse-temurin:25-jdk
ARG JRE_IMAGE=eclipse-temurin:25-jre

FROM ${JDK_IMAGE} AS build
WORKDIR /src
# The libraries have a layer of their own, so that a change of source does not fetch them again.
COPY mvnw pom.xml ./
COPY .mvn .mvn
RUN ./mvnw -B -ntp -q -Dmaven.test.skip=true prepare-package
COPY src src
RUN ./mvnw -B -ntp -q -Dmaven.test.skip=true package
# The codecs of compressed Kafka records, which would unpack themselves to /tmp and fail where that is mounted noexec.
RUN cd target/pressrun && mkdir native unpacked && cd unpacked \
 && for library in lz4-java snappy-java zstd-jni; do jar xf ../lib/$library-*.jar || exit 1; done \
 && case $(uname -m) in x86_64) cpu=amd64 snappy=x86_64 ;; *) cpu=$(uname -m) snappy=$cpu ;; esac \
 && cp linux/$cpu/libzstd-jni-*.so net/jpountz/util/linux/$cpu/liblz4-java.so \
       org/xerial/snappy/native/Linux/$snappy/libsnappyjava.so ../native/

FROM ${JRE_IMAGE}
# Liberation travels in the jar; these cover the scripts, the symbols and the emoji that it lacks. Noto's own CJK and
# emoji fonts have outlines of a kind that the engine cannot embed.
RUN apt-get update -q \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
      fontconfig fonts-droid-fallback fonts-nanum fonts-noto-core fonts-symbola \
 && rm -rf /var/lib/apt/lists/* \
 && fc-cache -f \
 && groupadd --gid 65532 pressrun \
 && useradd --uid 65532 --gid 65532 --home-dir /tmp --no-create-home --shell /usr/sbin/nologin pressrun \
 && ln -s /opt/pressrun/bin/pressrun /usr/local/bin/pressrun
COPY LICENSE NOTICE /opt/pressrun/
COPY --from=build /src/target/pressrun/bin/pressrun /opt/pressrun/bin/pressrun
COPY --from=build /src/target/pressrun/lib /opt/pressrun/lib
COPY --from=build /src/target/pressrun/native /opt/pressrun/native

ARG VERSION=development
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Pressrun" \
      org.opencontainers.image.description="A Kafka worker that turns HTML into PDF" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION"

# A file name outside ASCII is readable only under a UTF-8 locale.
ENV LANG=C.UTF-8 HOME=/tmp
WORKDIR /tmp
USER 65532:65532
EXPOSE 9464
# Liveness of a worker: its poll loop ticks. bash speaks to the port itself, the image has no HTTP client.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${PRESSRUN_ADMIN_PORT:-9464} && printf 'GET /livez HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [[ $status == 200 ]]"]
ENTRYPOINT ["/opt/pressrun/bin/pressrun"]
CMD ["worker"]
