# Doorstep in a container. Written with care and read twice, but never built where it was written: no engine ran
# there. What it does step by step (a production install without development packages, started by another user
# beside a folder it may write) was tried without one. Please tell us if it needs a correction.
#
#   docker build -t doorstep .
#   docker run -p 127.0.0.1:3000:3000 -v doorstep:/app/data doorstep

# The base only brings Debian and npm; the board runs on the Node its own lockfile names (decision 9).
ARG BASE=node:24-bookworm-slim

FROM ${BASE} AS build
WORKDIR /app
# The official Node links against it, and slim images leave it out.
RUN apt-get update && apt-get install -y --no-install-recommends libatomic1 && rm -rf /var/lib/apt/lists/*
COPY package.json package-lock.json .npmrc ./
# No install script of any package runs: nothing here needs one, and a stolen package would.
RUN npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
COPY tsconfig.json vite.config.ts ./
COPY server server
COPY web web
RUN npm run --silent build

FROM ${BASE} AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund --loglevel=error

FROM ${BASE}
WORKDIR /app
RUN apt-get update && apt-get install -y --no-install-recommends libatomic1 && rm -rf /var/lib/apt/lists/* \
  && mkdir data && chown node:node data
# Everything but data/ belongs to root: the board cannot change itself.
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json LICENSE ./
COPY db db
COPY scripts scripts
COPY server server

ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 PATH=/app/node_modules/.bin:$PATH
USER node
# The database, the key and, while no SMTP server is named, the letters.
VOLUME /app/data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --start-interval=1s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# What `npm start` runs once everything is there. Not through npm, so that the board itself hears SIGTERM and
# closes with grace; it takes ten seconds at most.
STOPSIGNAL SIGTERM
CMD ["node", "server/start.js"]
