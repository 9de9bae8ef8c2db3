export { exchangeConfig, type ExchangeConfig } from './config.ts';
export { exchangeContract, type ExchangeControl } from './control.ts';
export { startExchange, type ExchangePeers, type StartedExchange } from './start-exchange.ts';
