# The build: all dependencies, the compiled program, and the model trained on data/.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json ./
COPY data data
COPY src src
COPY adapters adapters
COPY scripts scripts
COPY bench bench
RUN npm run build

# What runs: production dependencies, and the files that the program reads.
FROM node:24-bookworm-slim
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force
COPY --from=build /app/dist dist
COPY data data
COPY src/server/page src/server/page
COPY src/understand/fusion.json src/understand/fusion.json
COPY adapters/preview/page adapters/preview/page
COPY adapters/teams/tab/page adapters/teams/tab/page
RUN mkdir /data && chown node:node /data
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3978 DATABASE_URL=file:/data/oim.sqlite
USER node
VOLUME /data
EXPOSE 3978
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/src/cli.js", "serve"]
