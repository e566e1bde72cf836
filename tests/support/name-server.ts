import dns2 from 'dns2';

/** A name server on this machine that knows the TXT records it is told of, and says so of every other name. */
export type NameServer = {
  address: string;
  /** By name; changed, the next question is answered by it. */
  records: Record<string, string[]>;
  /** Answers nothing but that it failed. */
  broken: boolean;
  close(): Promise<void>;
};

export async function startNameServer(records: Record<string, string[]> = {}): Promise<NameServer> {
  const state = { records, broken: false };
  const server = dns2.createServer({
    udp: true,
    handle: (request, send) => {
      const response = dns2.Packet.createResponseFromRequest(request);
      const [question] = request.questions;
      const name = question?.name.toLowerCase() ?? '';
      const found = state.records[name] ?? [];
      if (state.broken) response.header.rcode = dns2.Packet.RCODE.SERVFAIL;
      else if (found.length === 0) response.header.rcode = dns2.Packet.RCODE.NXDOMAIN;
      for (const data of state.broken ? [] : found)
        if (question)
          response.answers.push(
            dns2.Packet.createResourceFromQuestion(question, {
              ttl: 1,
              data: data.match(/.{1,200}/g) ?? [''],
            }),
          );
      send(response);
    },
  });
  const { udp } = await server.listen({ udp: { port: 0, address: '127.0.0.1' } });
  return Object.assign(state, {
    address: `127.0.0.1:${udp?.port}`,
    close: async () => server.close(),
  });
}
