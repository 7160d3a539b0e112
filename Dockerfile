# One image for all roles: ROLE=web answers, ROLE=worker works in the background, ROLE=all does both.
FROM node:24-bookworm-slim AS built
WORKDIR /app
RUN npm install --global pnpm@12
COPY . .
# A server's image needs no programs of an embedded PostgreSQL, no tests and no tools of the repository's own.
RUN pnpm install --frozen-lockfile \
  && pnpm --filter @counterfoil/web build \
  && rm -rf node_modules \
  && find . -name node_modules -type d -prune -exec rm -rf {} + \
  && pnpm install --frozen-lockfile --prod --filter "@counterfoil/server..."

FROM node:24-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4780 DATA_DIR=/data ROLE=all
COPY --from=built --chown=node:node /app /app
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 4780
# A worker listens on no port: it is alive while its process is.
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
  CMD node -e "if (process.env.ROLE !== 'worker') fetch('http://127.0.0.1:' + process.env.PORT + '/readyz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"
STOPSIGNAL SIGTERM
CMD ["node", "apps/server/src/main.ts"]
