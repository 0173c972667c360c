// Keeps a table of orders from orders.events, as a service of another team would.
//
// Values are Avro in the Confluent wire format: 0x00, the schema's id in four bytes, Avro binary. The id is looked
// up once through the registry's Confluent-compatible API. A row moves with the version of its stream, so that an
// event that comes twice changes nothing; offsets are committed after the rows are safe.
//
//   ./headwater up --detach && ./headwater demo
//   npm ci && node orders-table.mjs --bootstrap localhost:19092 --registry http://localhost:18080

import { readFileSync, renameSync, writeFileSync, existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import avro from 'avsc';
import kafkajs from 'kafkajs';

const TOPIC = 'orders.events';
const NAMESPACE = 'dev.headwater.contracts.orders.events.';
const ENDINGS = { OrderConfirmed: 'CONFIRMED', OrderRejected: 'REJECTED', OrderCancelled: 'CANCELLED' };

const { values: options } = parseArgs({
  options: {
    bootstrap: { type: 'string', default: 'localhost:19092' },
    registry: { type: 'string', default: 'http://localhost:18080' },
    table: { type: 'string', default: 'orders.json' },
    group: { type: 'string', default: 'example.node.orders' },
    'until-idle': { type: 'string' },
  },
});

/** Types by schema id. An id never changes its meaning, so each is asked for once. */
const types = new Map();

async function typeOf(id) {
  if (!types.has(id)) {
    const answer = await fetch(`${options.registry}/apis/ccompat/v7/schemas/ids/${id}`);
    if (!answer.ok) {
      throw new Error(`the registry answered ${answer.status} for schema id ${id}`);
    }
    types.set(id, avro.Type.forSchema(JSON.parse((await answer.json()).schema)));
  }
  return types.get(id);
}

async function decode(value) {
  if (value[0] !== 0) {
    throw new Error('not in the Confluent wire format');
  }
  const type = await typeOf(value.readInt32BE(1));
  return { name: type.name, event: type.fromBuffer(value.subarray(5)) };
}

/** The table: rows by order, saved as a whole before offsets are committed. */
const rows = new Map(existsSync(options.table) ? Object.entries(JSON.parse(readFileSync(options.table))) : []);

function save() {
  writeFileSync(options.table + '.new', JSON.stringify(Object.fromEntries(rows)));
  renameSync(options.table + '.new', options.table);
}

/** Idempotent: a row only ever moves to a higher version. */
function apply(name, event, version) {
  const type = name.slice(NAMESPACE.length);
  const row = rows.get(event.orderId);
  if (name === NAMESPACE + 'OrderPlaced') {
    if (!row) {
      rows.set(event.orderId, {
        version,
        status: 'PLACED',
        totalMinor: event.totalMinor,
        currency: event.currency,
        // Releases before 1.1.0 had no channel: there was only the web shop.
        channel: event.salesChannel ?? 'WEB',
      });
    }
  } else if (!name.startsWith(NAMESPACE) || !(type in ENDINGS)) {
    // It may be what this table has been waiting for: stop, and look at the catalogue.
    throw new Error(`${name} is newer than this program`);
  } else if (row && row.version < version) {
    rows.set(event.orderId, { ...row, version, status: ENDINGS[type] });
  }
}

const handled = {};
let idleSince = Date.now();
const kafka = new kafkajs.Kafka({ brokers: options.bootstrap.split(','), logLevel: kafkajs.logLevel.ERROR });
const consumer = kafka.consumer({ groupId: options.group });
consumer.on(consumer.events.CRASH, ({ payload }) => {
  if (!payload.restart) {
    console.error(payload.error.message);
    process.exit(1);
  }
});
await consumer.connect();
await consumer.subscribe({ topic: TOPIC, fromBeginning: true });
await consumer.run({
  autoCommit: false,
  eachBatch: async ({ batch, heartbeat }) => {
    for (const message of batch.messages) {
      const { name, event } = await decode(message.value);
      apply(name, event, Number(message.headers['stream-version'].toString()));
      const type = name.slice(NAMESPACE.length);
      handled[type] = (handled[type] ?? 0) + 1;
    }
    save();
    const next = (BigInt(batch.lastOffset()) + 1n).toString();
    await consumer.commitOffsets([{ topic: TOPIC, partition: batch.partition, offset: next }]);
    idleSince = Date.now();
    await heartbeat();
  },
});

async function end() {
  await consumer.disconnect();
  const orders = [...rows].sort().map(([orderId, row]) => ({ orderId, ...row }));
  console.log(JSON.stringify({ handled, schemas: types.size, orders }));
  process.exit(0);
}

process.on('SIGINT', end);
process.on('SIGTERM', end);
if (options['until-idle']) {
  setInterval(() => Date.now() - idleSince > Number(options['until-idle']) * 1000 && end(), 200);
}
