# A service, from what its build left:
#   docker build -f infra/images/service.Dockerfile -t headwater/orders:local services/orders/target/quarkus-app
# Layers from what changes seldom to what changes often. It runs as a user without a name, writes to /tmp alone (the
# root file system may be read-only) and calls no shell. Heap and collector are the deployment's: JDK_JAVA_OPTIONS.
ARG BASE_IMAGE=eclipse-temurin:25-jre
FROM ${BASE_IMAGE}
WORKDIR /app
COPY lib/ lib/
COPY quarkus/ quarkus/
COPY app/ app/
COPY quarkus-run.jar ./
ENV QUARKUS_HTTP_HOST=0.0.0.0 QUARKUS_HTTP_PORT=8080
EXPOSE 8080
USER 10001:10001
ENTRYPOINT ["java", "-XX:+UseCompactObjectHeaders", "-XX:+ExitOnOutOfMemoryError", "--sun-misc-unsafe-memory-access=allow", "-jar", "quarkus-run.jar"]
