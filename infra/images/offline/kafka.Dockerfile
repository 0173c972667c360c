# The broker from the jars that the build left, with the interface of the image apache/kafka: KAFKA_* variables become
# settings, data lies in /var/lib/kafka/data, scripts in /opt/kafka/bin.
ARG BASE_IMAGE
FROM ${BASE_IMAGE}
RUN groupadd -g 1000 appuser && useradd -u 1000 -g 1000 -M appuser \
    && mkdir -p /var/lib/kafka/data /opt/kafka/config && chown -R 1000:1000 /var/lib/kafka /opt/kafka
COPY lib/ /opt/kafka/libs/
COPY kafka-run /opt/kafka/bin/kafka-run
USER 1000:1000
VOLUME /var/lib/kafka/data
EXPOSE 9092
ENTRYPOINT ["/opt/kafka/bin/kafka-run"]
