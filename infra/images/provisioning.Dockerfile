# Topics, group offsets and schemas, made what the repository says; ends when they are:
#   docker build -f infra/images/provisioning.Dockerfile -t headwater/provisioning:local infra/local/target/provisioning
# Arguments: the topics file, its environment, the bootstrap servers, the registry's base URL.
ARG BASE_IMAGE=eclipse-temurin:25-jre
FROM ${BASE_IMAGE}
WORKDIR /app
COPY lib/ lib/
COPY topics.yaml ./
USER 10001:10001
ENTRYPOINT ["java", "-XX:+UseCompactObjectHeaders", "-XX:+ExitOnOutOfMemoryError", "--sun-misc-unsafe-memory-access=allow", "-cp", "lib/*", "dev.headwater.local.provision.Main"]
