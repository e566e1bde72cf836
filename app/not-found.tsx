export { NoSuchPage as default, noSuchPage as metadata } from './components/no-such-page.tsx';
