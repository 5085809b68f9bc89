// Measures AnalyzeStack of two policy packs with one client and the same bytes: node measure.js ROUNDS PACK
//
// A pack lives for one preview, so each measurement starts a server, asks it once, and reads the most memory that it ever had. Both packs
// are asked in turn, so that a busy machine slows both.
"use strict";

const { createRequire } = require("node:module");
const { spawn } = require("node:child_process");
const { readFileSync } = require("node:fs");
const load = createRequire(`${process.cwd()}/`);
const grpc = load("@grpc/grpc-js");
const { Struct } = load("google-protobuf/google/protobuf/struct_pb.js");
const messages = load("@pulumi/pulumi/proto/analyzer_pb.js");
const { resources } = require("./resources.js");

const [rounds, pack] = [Number(process.argv[2]), process.argv[3]];
const sizes = [1000, 5000, 20000];
// The peer has thirty rules; ours has more of them, and is held to the figures with the same thirty on.
const [rules, all] = [30, Infinity];
const packs = {
  ours: { program: pack, arguments: [] },
  peer: { program: process.execPath, arguments: [`${__dirname}/peer.js`] },
};

const analyze = (client, method, bytes) => new Promise((resolve, reject) => client.makeUnaryRequest(
  `/pulumirpc.Analyzer/${method}`, value => value, value => value, bytes, (error, answer) => error ? reject(error) : resolve(answer)));

const encode = stack => Buffer.from(new messages.AnalyzeStackRequest().setResourcesList(stack.map(each => new messages.AnalyzerResource()
  .setType(each.type).setUrn(each.urn).setName(each.name).setParent(each.parent)
  .setOptions(new messages.AnalyzerResourceOptions().setCustomtimeouts(new messages.AnalyzerResourceOptions.CustomTimeouts()))
  .setProvider(new messages.AnalyzerProviderResource().setType(`pulumi:providers:${each.type.split(":")[0]}`).setProperties(new Struct()))
  .setProperties(Struct.fromJavaScript(each.properties)))).serializeBinary());

// Every rule of ours disabled but those that are to be kept, as the engine does it.
function configuration(names, kept) {
  const message = new messages.ConfigureAnalyzerRequest();
  names.filter(name => !kept.includes(name)).forEach(name => message.getPolicyconfigMap().set(name, new messages.PolicyConfig().setEnforcementlevel(2)));
  return Buffer.from(message.serializeBinary());
}

// Seconds that a process has computed: what a busy machine does not change. The kernel counts in hundredths.
const computed = pid => {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
};

// The names of the peer's rules, once it has told them.
let ported = [];

async function measure(which, bytes, kept) {
  const { program, arguments: parameters } = packs[which];
  const begun = process.hrtime.bigint();
  const server = spawn(program, parameters, { stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, RULES: `${kept}`, NODE_PATH: `${process.cwd()}/node_modules` } });
  try {
    const port = await new Promise((resolve, reject) => {
      server.stdout.once("data", data => resolve(Number(`${data}`.trim())));
      server.once("exit", code => reject(new Error(`${which} ended with ${code}`)));
    });
    const started = Number(process.hrtime.bigint() - begun) / 1e9;
    const client = new grpc.Client(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), {
      "grpc.max_send_message_length": -1, "grpc.max_receive_message_length": -1,
    });
    const info = messages.AnalyzerInfo.deserializeBinary(await analyze(client, "GetAnalyzerInfo", Buffer.alloc(0)));
    const names = info.getPoliciesList().map(policy => policy.getName());
    if (which === "peer" && names.length > ported.length)
      ported = names;
    if (which === "ours" && kept < Infinity)
      await analyze(client, "Configure", configuration(names, ported.slice(0, kept)));
    const [asked, before] = [process.hrtime.bigint(), computed(server.pid)];
    const answer = messages.AnalyzeResponse.deserializeBinary(await analyze(client, "AnalyzeStack", bytes));
    const seconds = Number(process.hrtime.bigint() - asked) / 1e9;
    const cpu = computed(server.pid) - before;
    const peak = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, "utf8"))[1]) / 1024;
    client.close();
    return { seconds, cpu, peak, started, rules: Math.min(kept, names.length), findings: answer.getDiagnosticsList().length };
  } finally {
    server.kill("SIGKILL");
  }
}

const median = values => values.sort((one, other) => one - other)[Math.floor(values.length / 2)];
const medians = results => Object.fromEntries(Object.keys(results[0]).map(key => [key, median(results.map(result => result[key]))]));

async function main() {
  const rows = [];
  for (const size of sizes) {
    const bytes = encode(resources(size));
    const cases = size === sizes.at(-1)
      ? [["ours", 0], ["ours", 10], ["ours", rules], ["ours", all], ["peer", 0], ["peer", rules]]
      : [["ours", all], ["peer", rules]];
    const results = cases.map(() => []);
    for (let round = 0; round < rounds; round++) {
      for (const [index, [which, kept]] of cases.entries()) results[index].push(await measure(which, bytes, kept));
    }
    cases.forEach(([which], index) => rows.push({ which, size, bytes: bytes.length, ...medians(results[index]) }));
  }

  for (const { which, size, bytes, rules, seconds, cpu, peak, started, findings } of rows) {
    console.log(`${which}  ${String(size).padStart(5)} resources (${(bytes / size).toFixed(0)} B each)  ${String(rules).padStart(2)} rules  `
      + `${seconds.toFixed(3).padStart(7)} s  (computing ${cpu.toFixed(2).padStart(5)} s)  peak ${peak.toFixed(0).padStart(4)} MB  start ${started.toFixed(2)} s  ${findings} findings`);
  }
  const last = which => rows.filter(row => row.which === which).at(-1);
  const peer = last("peer");
  const [holds] = [rules, all].map(kept => {
    const ours = rows.filter(row => row.which === "ours" && row.size === peer.size && row.rules <= kept).at(-1);
    const [faster, lighter, memory] = [peer.seconds / ours.seconds, peer.cpu / ours.cpu, ours.peak / peer.peak];
    console.log(`at ${peer.size} resources, ${ours.rules} rules against ${peer.rules}: ${faster.toFixed(1)} times faster (at least 20), `
      + `${lighter.toFixed(1)} times less computing, ${(memory * 100).toFixed(0)} % of the memory (at most 25)`);
    return faster >= 20 && memory <= 0.25;
  });
  const growth = which => {
    const [first, none] = [rows.find(row => row.which === which), rows.find(row => row.which === which && row.rules === 0)];
    const [most, scale] = [last(which), last(which).size / first.size];
    return `${which}: ${scale} times the resources take ${(most.cpu / first.cpu).toFixed(1)} times the computing, `
      + `${most.rules} rules ${(most.cpu / none.cpu).toFixed(1)} times that of none`;
  };
  console.log(`${growth("ours")}\n${growth("peer")}`);
  process.exitCode = holds ? 0 : 1;
}

main();
