#!/usr/bin/env python3
"""Keeps a table of orders from orders.events, as a service of another team would.

Values are Avro in the Confluent wire format: 0x00, the schema's id in four bytes, Avro binary. The id is
looked up once through the registry's Confluent-compatible API. A row moves with the version of its stream,
so that an event that comes twice changes nothing; offsets are committed after the rows are safe.

    ./headwater up --detach && ./headwater demo
    python3 orders_table.py --bootstrap localhost:19092 --registry http://localhost:18080
"""

import argparse
import io
import json
import sqlite3
import struct
import sys
import time
import urllib.request
from collections import Counter

import avro.io
import avro.schema
from confluent_kafka import Consumer, KafkaError

TOPIC = "orders.events"
NAMESPACE = "dev.headwater.contracts.orders.events."


class Registry:
    """Schemas by id. An id never changes its meaning, so each is asked for once."""

    def __init__(self, url):
        self.url = url.rstrip("/") + "/apis/ccompat/v7/schemas/ids/"
        self.readers = {}

    def reader(self, schema_id):
        if schema_id not in self.readers:
            with urllib.request.urlopen(self.url + str(schema_id), timeout=10) as answer:
                text = json.load(answer)["schema"]
            self.readers[schema_id] = (json.loads(text), avro.io.DatumReader(avro.schema.parse(text)))
        return self.readers[schema_id]


def decode(registry, value):
    """The name of the event and its fields."""
    magic, schema_id = struct.unpack(">bI", value[:5])
    if magic != 0:
        raise ValueError("not in the Confluent wire format")
    schema, reader = registry.reader(schema_id)
    event = reader.read(avro.io.BinaryDecoder(io.BytesIO(value[5:])))
    return schema["namespace"] + "." + schema["name"], event


class Orders:
    """The table. Every statement is idempotent: a row only ever moves to a higher version."""

    def __init__(self, path):
        self.db = sqlite3.connect(path)
        self.db.execute(
            "CREATE TABLE IF NOT EXISTS orders (order_id TEXT PRIMARY KEY, version INTEGER NOT NULL,"
            " status TEXT NOT NULL, total_minor INTEGER, currency TEXT, channel TEXT)")

    def apply(self, name, event, version):
        order = event["orderId"]
        if name == NAMESPACE + "OrderPlaced":
            self.db.execute(
                "INSERT INTO orders VALUES (?, ?, 'PLACED', ?, ?, ?) ON CONFLICT (order_id) DO NOTHING",
                (order, version, event["totalMinor"], event["currency"],
                 # Releases before 1.1.0 had no channel: there was only the web shop.
                 event.get("salesChannel", "WEB")))
            return
        status = {"OrderConfirmed": "CONFIRMED", "OrderRejected": "REJECTED", "OrderCancelled": "CANCELLED"}
        if name.removeprefix(NAMESPACE) not in status:
            # It may be what this table has been waiting for: stop, and look at the catalogue.
            raise ValueError(name + " is newer than this program")
        self.db.execute(
            "UPDATE orders SET status = ?, version = ? WHERE order_id = ? AND version < ?",
            (status[name.removeprefix(NAMESPACE)], version, order, version))

    def rows(self):
        cursor = self.db.execute("SELECT order_id, version, status, total_minor, currency, channel"
                                 " FROM orders ORDER BY order_id")
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row)) for row in cursor]


def run(options):
    registry, orders, handled = Registry(options.registry), Orders(options.database), Counter()
    consumer = Consumer({
        "bootstrap.servers": options.bootstrap,
        "group.id": options.group,
        "auto.offset.reset": "earliest",       # facts are kept for ever: begin at the beginning
        "enable.auto.commit": False,           # commit after handling, not on a timer
        "isolation.level": "read_committed",   # aborted transactions are no facts
    })
    consumer.subscribe([TOPIC])
    idle_since = time.monotonic()
    try:
        while options.until_idle is None or time.monotonic() - idle_since < options.until_idle:
            batch = [m for m in consumer.consume(num_messages=500, timeout=0.5)
                     if m.error() is None or m.error().code() != KafkaError._PARTITION_EOF]
            for message in batch:
                if message.error() is not None:
                    raise RuntimeError(message.error())
                headers = dict(message.headers())
                name, event = decode(registry, message.value())
                orders.apply(name, event, int(headers["stream-version"]))
                handled[name.removeprefix(NAMESPACE)] += 1
            if batch:
                orders.db.commit()
                consumer.commit(asynchronous=False)
                idle_since = time.monotonic()
    except KeyboardInterrupt:
        pass
    finally:
        consumer.close()
    json.dump({"handled": handled, "schemas": len(registry.readers), "orders": orders.rows()}, sys.stdout)
    print()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bootstrap", default="localhost:19092")
    parser.add_argument("--registry", default="http://localhost:18080")
    parser.add_argument("--database", default="orders.db", help="a SQLite file")
    parser.add_argument("--group", default="example.python.orders")
    parser.add_argument("--until-idle", type=float, metavar="SECONDS", help="end when nothing came for so long")
    run(parser.parse_args())
