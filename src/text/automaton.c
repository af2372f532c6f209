#include "text/automaton.h"

#include <stdlib.h>

#include "base/heap.h"

struct node {
	uint32_t parent, symbol;	/* the edge to it */
	uint32_t fail;			/* the longest proper suffix that is a node too */
	uint32_t depth;
	uint32_t first;			/* its own patterns */
	uint32_t suffix;		/* the nearest node along fail that has patterns, 0: none */
};
struct pattern {
	uint32_t value, length;
	uint32_t node, next;		/* the next of the same node */
};
/* The edges, by node and symbol. */
struct edge {
	uint32_t node, symbol, to;	/* to 0: free */
};
struct automaton {
	struct node *nodes;		/* 0 is the root */
	size_t n_nodes, cap_nodes;
	struct pattern *patterns;	/* from 1 */
	size_t n_patterns, cap_patterns;
	struct edge *edges;
	size_t n_edges, size;		/* size: a power of two */
};

struct automaton *
automaton_new(void)
{
	struct automaton *a = heap_zeros(1, sizeof(*a));

	a->nodes = heap_grow(NULL, 0, &a->cap_nodes, sizeof(*a->nodes));
	a->nodes[a->n_nodes++] = (struct node){ 0 };
	a->patterns = heap_grow(NULL, 0, &a->cap_patterns, sizeof(*a->patterns));
	a->patterns[a->n_patterns++] = (struct pattern){ 0 };
	a->size = 4096;
	a->edges = heap_zeros(a->size, sizeof(*a->edges));
	return a;
}

void
automaton_free(struct automaton *a)
{
	if (!a)
		return;
	free(a->nodes);
	free(a->patterns);
	free(a->edges);
	free(a);
}

static struct edge *
edge_find(const struct automaton *a, uint32_t node, uint32_t symbol)
{
	uint64_t key = (uint64_t)node << 32 | symbol;

	/* Fibonacci hashing: Knuth, The Art of Computer Programming 3, 6.4. */
	for (size_t i = (size_t)(key * 0x9e3779b97f4a7c15U >> 32) & (a->size - 1);; i = (i + 1) & (a->size - 1)) {
		struct edge *e = &a->edges[i];

		if (e->to == 0 || (e->node == node && e->symbol == symbol))
			return e;
	}
}

static void
edge_add(struct automaton *a, uint32_t node, uint32_t symbol, uint32_t to)
{
	if (4 * (a->n_edges + 1) > 3 * a->size) {
		struct edge *old = a->edges;
		size_t n = a->size;

		a->size *= 2;
		a->edges = heap_zeros(a->size, sizeof(*a->edges));
		for (size_t i = 0; i < n; i++)
			if (old[i].to != 0)
				*edge_find(a, old[i].node, old[i].symbol) = old[i];
		free(old);
	}
	*edge_find(a, node, symbol) = (struct edge){ node, symbol, to };
	a->n_edges++;
}

/* The child of ${node}, made if there is none. */
static uint32_t
child(struct automaton *a, uint32_t node, uint32_t symbol)
{
	uint32_t to = edge_find(a, node, symbol)->to;

	if (to != 0)
		return to;
	a->nodes = heap_grow(a->nodes, a->n_nodes, &a->cap_nodes, sizeof(*a->nodes));
	to = (uint32_t)a->n_nodes++;
	a->nodes[to] = (struct node){ .parent = node, .symbol = symbol,
		.depth = a->nodes[node].depth + 1 };
	edge_add(a, node, symbol, to);
	return to;
}

void
automaton_add(struct automaton *a, const uint32_t *symbols, size_t n, uint32_t value)
{
	uint32_t node = 0;

	for (size_t i = 0; i < n; i++)
		node = child(a, node, symbols[i]);
	a->patterns = heap_grow(a->patterns, a->n_patterns, &a->cap_patterns,
	    sizeof(*a->patterns));
	a->patterns[a->n_patterns] = (struct pattern){ .value = value, .length = (uint32_t)n,
		.node = node, .next = a->nodes[node].first };
	a->nodes[node].first = (uint32_t)a->n_patterns++;
}

uint32_t
automaton_step(const struct automaton *a, uint32_t state, uint32_t symbol)
{
	for (;; state = a->nodes[state].fail) {
		uint32_t to = edge_find(a, state, symbol)->to;

		if (to != 0)
			return to;
		if (state == 0)
			return 0;
	}
}

void
automaton_done(struct automaton *a)
{
	uint32_t *order = heap_zeros(a->n_nodes, sizeof(*order));
	size_t *begin = heap_zeros(a->n_nodes + 1, sizeof(*begin)), deepest = 0;

	/* By depth: a node's suffixes are less deep. */
	for (size_t i = 1; i < a->n_nodes; i++) {
		begin[a->nodes[i].depth]++;
		deepest = a->nodes[i].depth > deepest ? a->nodes[i].depth : deepest;
	}
	for (size_t d = 0, sum = 0; d <= deepest; d++) {
		size_t here = begin[d];

		begin[d] = sum;
		sum += here;
	}
	for (size_t i = 1; i < a->n_nodes; i++)
		order[begin[a->nodes[i].depth]++] = (uint32_t)i;
	for (size_t i = 0; i + 1 < a->n_nodes; i++) {
		struct node *n = &a->nodes[order[i]];

		n->fail = n->parent == 0 ? 0 : automaton_step(a, a->nodes[n->parent].fail, n->symbol);
		n->suffix = a->nodes[n->fail].first != 0 ? n->fail : a->nodes[n->fail].suffix;
	}
	free(order);
	free(begin);
}

uint32_t
automaton_first(const struct automaton *a, uint32_t state)
{
	return a->nodes[state].first != 0 ? a->nodes[state].first : a->nodes[a->nodes[state].suffix].first;
}

uint32_t
automaton_next(const struct automaton *a, uint32_t i)
{
	const struct pattern *p = &a->patterns[i];

	return p->next != 0 ? p->next : a->nodes[a->nodes[p->node].suffix].first;
}

uint32_t
automaton_value(const struct automaton *a, uint32_t i)
{
	return a->patterns[i].value;
}

size_t
automaton_length(const struct automaton *a, uint32_t i)
{
	return a->patterns[i].length;
}
