// Calls an analyzer through the stubs that Pulumi generates for Node.js. It runs in the folder that has them.
//
//   node client.js PORT < calls.json > answers.json
//
// Calls: [{method, request}, …]; a list in the list holds calls that are made at the same time. In a resource, "times": N stands for N of
// them, with "#" replaced by 0 to N - 1 in every text. Answers: {answer} or {code, details}, as nested as the calls.
"use strict";

const { createRequire } = require("node:module");
const load = createRequire(`${process.cwd()}/`);
const grpc = load("@grpc/grpc-js");
const { Empty } = load("google-protobuf/google/protobuf/empty_pb.js");
const { Struct } = load("google-protobuf/google/protobuf/struct_pb.js");
const { AnalyzerClient } = load("@pulumi/pulumi/proto/analyzer_grpc_pb.js");
const messages = load("@pulumi/pulumi/proto/analyzer_pb.js");

const struct = value => Struct.fromJavaScript(value ?? {});

const provider = given => new messages.AnalyzerProviderResource()
  .setType(given.type).setUrn(given.urn).setName(given.name).setProperties(struct(given.properties));

function options(given) {
  const timeouts = given.customTimeouts && new messages.AnalyzerResourceOptions.CustomTimeouts()
    .setCreate(given.customTimeouts.create ?? 0).setUpdate(given.customTimeouts.update ?? 0).setDelete(given.customTimeouts.delete ?? 0);
  return new messages.AnalyzerResourceOptions()
    .setProtect(given.protect ?? false)
    .setIgnorechangesList(given.ignoreChanges ?? [])
    .setDeletebeforereplace(given.deleteBeforeReplace ?? false)
    .setDeletebeforereplacedefined("deleteBeforeReplace" in given)
    .setAdditionalsecretoutputsList(given.additionalSecretOutputs ?? [])
    .setAliasesList(given.aliases ?? [])
    .setCustomtimeouts(timeouts)
    .setParent(given.parent ?? "");
}

function resource(message, given) {
  message.setType(given.type).setUrn(given.urn).setName(given.name).setProperties(struct(given.properties));
  if (given.options) message.setOptions(options(given.options));
  if (given.provider) message.setProvider(provider(given.provider));
  return message;
}

function stackResource(given) {
  const message = resource(new messages.AnalyzerResource(), given).setParent(given.parent ?? "").setDependenciesList(given.dependencies ?? []);
  for (const [key, urns] of Object.entries(given.propertyDependencies ?? {}))
    message.getPropertydependenciesMap().set(key, new messages.AnalyzerPropertyDependencies().setUrnsList(urns));
  return message;
}

function* repeated(given) {
  if (!given.times) yield given;
  const text = JSON.stringify(given);
  for (let index = 0; index < (given.times ?? 0); index++) yield JSON.parse(text.replaceAll("#", `${index}`));
}

const levels = { advisory: 0, mandatory: 1, disabled: 2, remediate: 3 };

const requests = {
  handshake: given => new messages.AnalyzerHandshakeRequest()
    .setEngineAddress(given.engineAddress).setRootDirectory(given.rootDirectory).setProgramDirectory(given.programDirectory),
  configureStack(given) {
    const message = new messages.AnalyzerStackConfigureRequest()
      .setStack(given.stack).setProject(given.project ?? "").setOrganization(given.organization ?? "").setDryRun(given.dryRun ?? false)
      .setConfigSecretKeysList(given.configSecretKeys ?? []);
    for (const [key, value] of Object.entries(given.config ?? {})) message.getConfigMap().set(key, value);
    for (const [key, value] of Object.entries(given.tags ?? {})) message.getTagsMap().set(key, value);
    return message;
  },
  configure(given) {
    const message = new messages.ConfigureAnalyzerRequest();
    for (const [policy, { enforcementLevel, ...properties }] of Object.entries(given)) {
      message.getPolicyconfigMap().set(
        policy, new messages.PolicyConfig().setEnforcementlevel(levels[enforcementLevel]).setProperties(struct(properties)));
    }
    return message;
  },
  analyze: given => resource(new messages.AnalyzeRequest(), given),
  remediate: given => resource(new messages.AnalyzeRequest(), given),
  analyzeStack: given => new messages.AnalyzeStackRequest().setResourcesList(given.flatMap(each => [...repeated(each)]).map(stackResource)),
};

// Messages as plain values; a Struct as the value that it stands for.
const answers = {
  remediate: message => ({
    ...message.toObject(),
    remediationsList: message.getRemediationsList().map(each => ({ ...each.toObject(), properties: each.getProperties().toJavaScript() })),
  }),
  getAnalyzerInfo: message => ({
    ...message.toObject(),
    policiesList: message.getPoliciesList().map(each => ({
      ...each.toObject(), configSchema: each.getConfigschema().getProperties().toJavaScript(), configschema: undefined,
    })),
  }),
};

const call = (client, { method, request }) => new Promise(resolve => {
  const message = requests[method]?.(request) ?? new Empty();
  client[method](message, (error, answer) => resolve(
    error ? { code: error.code, details: error.details } : { answer: answers[method]?.(answer) ?? answer.toObject() }));
});

async function main() {
  const client = new AnalyzerClient(`127.0.0.1:${process.argv[2]}`, grpc.credentials.createInsecure(), {
    "grpc.max_send_message_length": -1, "grpc.max_receive_message_length": -1,
  });
  const results = [];
  for (const step of JSON.parse(require("node:fs").readFileSync(0, "utf8")))
    results.push(Array.isArray(step) ? await Promise.all(step.map(each => call(client, each))) : await call(client, step));
  client.close();
  process.stdout.write(JSON.stringify(results));
}

main();
