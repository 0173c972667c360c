# Apicurio Registry from the distribution that the build left; configured by its own environment variables.
ARG BASE_IMAGE
FROM ${BASE_IMAGE}
WORKDIR /app
COPY . ./
USER 10001:10001
EXPOSE 8080
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "--sun-misc-unsafe-memory-access=allow", "-jar", "quarkus-run.jar"]
