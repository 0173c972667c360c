# The payment gateway's simulator:
#   docker build -f infra/images/gateway.Dockerfile -t headwater/gateway:local infra/gateway-simulator/target
# Its ledger is in /data, which belongs to the user that it runs as.
ARG BASE_IMAGE=eclipse-temurin:25-jre
FROM ${BASE_IMAGE}
RUN mkdir /data && chown 10001:10001 /data
WORKDIR /app
COPY lib/ lib/
COPY headwater-gateway-simulator-*.jar gateway.jar
EXPOSE 8089
USER 10001:10001
ENTRYPOINT ["java", "-XX:+UseCompactObjectHeaders", "-XX:+ExitOnOutOfMemoryError", "--sun-misc-unsafe-memory-access=allow", "-jar", "gateway.jar"]
CMD ["--host", "0.0.0.0", "--port", "8089", "--ledger", "/data/ledger.jsonl"]
