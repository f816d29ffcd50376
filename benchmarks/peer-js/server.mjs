// A ten-question waterfall on Bot Builder for JavaScript, state in memory, behind the few Direct Line requests that the load driver makes.
// Nothing is durable, nothing is deduplicated, nothing is looked for in what people write: it is the measure, not the rival.
import { createServer } from 'node:http'
import { BotAdapter, ConversationState, MemoryStorage, TurnContext } from 'botbuilder-core'
import { ChoicePrompt, DialogSet, DialogTurnStatus, WaterfallDialog } from 'botbuilder-dialogs'

const port = Number(process.argv[2] ?? 5082)
const questions = 10
const said = 'x'.repeat(1500) // about the size of a question with its choices

const conversations = new Map()

class Adapter extends BotAdapter {
  async sendActivities(context, activities) {
    const kept = conversations.get(context.activity.conversation.id)
    return activities.map((activity) => {
      kept.activities.push({ ...activity, id: `${kept.activities.length}` })
      return { id: `${kept.activities.length}` }
    })
  }
}

const adapter = new Adapter()
const state = new ConversationState(new MemoryStorage())
const dialogs = new DialogSet(state.createProperty('dialogs'))
dialogs.add(new ChoicePrompt('choice'))
dialogs.add(new WaterfallDialog('talk', [
  ...Array.from({ length: questions }, (_, n) => async (step) => {
    step.values[n] = step.result?.value
    return step.prompt('choice', {
      choices: ['skip', 'a', 'b', 'c', 'd'],
      prompt: { type: 'message', text: said, channelData: { talk: 'talk', turn: n + 1, handbookVersion: '1', commands: ['skip'] } },
    })
  }),
  async (step) => step.endDialog(step.values),
]))

async function turn(id, text) {
  const activity = {
    type: 'message', id: `${Math.random()}`, channelId: 'directline', serviceUrl: 'http://localhost', text,
    from: { id: 'person' }, recipient: { id: 'bot' }, conversation: { id },
  }
  const context = new TurnContext(adapter, activity)
  await adapter.runMiddleware(context, async (c) => {
    const dialog = await dialogs.createContext(c)
    const result = await dialog.continueDialog()
    if (result.status === DialogTurnStatus.empty || result.status === DialogTurnStatus.complete) await dialog.beginDialog('talk')
    await state.saveChanges(c)
  })
}

function answer(response, value) {
  const body = Buffer.from(JSON.stringify(value))
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body)
}

async function read(request) {
  const parts = []
  for await (const part of request) parts.push(part)
  return JSON.parse(Buffer.concat(parts).toString())
}

let count = 0
createServer(async (request, response) => {
  const path = request.url.slice('/v3/directline/'.length)
  if (path === 'tokens/generate') return answer(response, { conversationId: '-', token: 't', expires_in: 1800 })
  if (path === 'conversations') {
    const id = `c${++count}`
    conversations.set(id, { activities: [] })
    await turn(id, 'hello')
    return answer(response, { conversationId: id, token: 't', expires_in: 1800 })
  }
  const [, id, , watermark] = /^conversations\/([^/]+)\/activities(\?watermark=(\d+))?$/.exec(path) ?? []
  const kept = conversations.get(id)
  if (!kept) return response.writeHead(404).end()
  if (request.method === 'GET') return answer(response, { activities: kept.activities.slice(Number(watermark ?? 0)), watermark: `${kept.activities.length}` })
  await read(request)
  await turn(id, 'skip')
  answer(response, { id: `${kept.activities.length}` })
}).listen(port, '127.0.0.1', () => console.log(`ready on ${port}`))
