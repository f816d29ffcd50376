// Asks the stub for every kind with Microsoft's own client and prints what the client understood, as JSON.
import { AzureKeyCredential, TextAnalysisClient } from '@azure/ai-language-text';

const [url, key, ...texts] = process.argv.slice(2);
const client = new TextAnalysisClient(url, new AzureKeyCredential(key), {
  allowInsecureConnection: true,
  retryOptions: { maxRetries: 0 },
});
const documents = texts.map((text, i) => ({ id: String(i + 1), text }));
const found = {};
for (const kind of ['LanguageDetection', 'PiiEntityRecognition', 'KeyPhraseExtraction', 'SentimentAnalysis']) {
  const extra = kind === 'LanguageDetection' ? { countryHint: 'jp' } : { language: 'ja' };
  try {
    found[kind] = await client.analyze(kind, documents.map((d) => ({ ...d, ...extra })), { disableServiceLogs: true, modelVersion: 'latest' });
  } catch (error) {
    found[kind] = { statusCode: error.statusCode, code: error.code };
  }
}
process.stdout.write(JSON.stringify(found));
