// Objects as JSON lines come in; for each kind that these packages publish a schema of, what is wrong goes out.
import { createInterface } from "node:readline";

const published = {
  "keda.sh/": "@kubernetes-models/keda",
  "postgresql.cnpg.io/": "@kubernetes-models/cloudnative-pg",
  "monitoring.coreos.com/": "@kubernetes-models/prometheus-operator",
  "gateway.networking.k8s.io/": "@kubernetes-models/gateway-api",
};

async function type(object) {
  const group = Object.keys(published).find((prefix) => object.apiVersion.startsWith(prefix));
  if (!group) return null;
  try {
    return (await import(`${published[group]}/${object.apiVersion}/${object.kind}`))[object.kind] ?? null;
  } catch (missing) {
    if (missing.code === "ERR_MODULE_NOT_FOUND" || missing.code === "ERR_PACKAGE_PATH_NOT_EXPORTED") return null;
    throw missing;
  }
}

let validated = 0;
for await (const line of createInterface({ input: process.stdin })) {
  const object = JSON.parse(line);
  const Type = await type(object);
  if (!Type) continue;
  validated += 1;
  try {
    new Type(object).validate();
  } catch (invalid) {
    console.log(`${object.kind}/${object.metadata.name}: ${invalid.message}`);
  }
}
console.log(`validated ${validated}`);
